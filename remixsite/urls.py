"""Mounts every door at its address; it knows rooms by their URL modules only."""

from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from remixsite.health import healthz

handler400 = "remixsite.bad_request.bad_request"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # django-rq adds its own pages to the admin, at /admin/django_rq/dashboard/, for staff only
    path("admin/", admin.site.urls),
    # one address a person, changed with the password: allauth's own list of addresses stays shut
    path("accounts/email/", RedirectView.as_view(pattern_name="settings")),
    path("accounts/", include("allauth.account.urls")),
    # these show a secret once, so nothing may keep them
    path("accounts/2fa/totp/activate/", never_cache(totp.activate_totp)),
    path("accounts/2fa/recovery-codes/", never_cache(recovery_codes.view_recovery_codes)),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("", include("remixes.urls")),
]
if settings.REMIX_EMBEDDED:
    # with another service nothing renders here, so nothing may be ordered here either
    urlpatterns.append(path("engine/", include("remixes.engine.urls")))
