"""The addresses of people's pages: coming in, the team, one's own settings."""

from django.urls import path

from remixes.views import people, sessions, settings, signing, tokens, welcome

urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("invite/<str:token>/", welcome.invitation, name="invitation"),
    path("people/", people.people_page, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/invitations/<int:pk>/revoke/", people.invitation_revoke, name="invitation_revoke"),
    path("people/<int:pk>/", people.person_page, name="person"),
    path("people/<int:pk>/role/", people.person_role, name="person_role"),
    path("people/<int:pk>/deactivate/", people.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/reactivate/", people.person_reactivate, name="person_reactivate"),
    path("people/<int:pk>/reset-link/", people.person_reset_link, name="person_reset_link"),
    path(
        "people/<int:pk>/reset-second-factor/",
        people.person_reset_second_factor,
        name="person_reset_second_factor",
    ),
    path("settings/", settings.settings_page, name="settings"),
    path("settings/email/", settings.settings_email, name="settings_email"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("settings/callbacks/", signing.signing, name="signing"),
    path("settings/sessions/", sessions.sessions_page, name="sessions"),
    path("settings/sessions/end/", sessions.session_end, name="session_end"),
    path("settings/sessions/end-others/", sessions.sessions_end_others, name="sessions_end_others"),
    path("settings/theme/", settings.theme, name="theme"),
]
