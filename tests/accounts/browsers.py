"""A browser in which somebody is signed in."""

from django.test import Client

from remixes.models import Person


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser
