"""Logins and failures go into the access log. What was typed never does."""

from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.utils import timezone

from intake.audit import log as audit


def _logged_in(sender, user, **kwargs):
    audit.write(audit.Kind.LOGIN, by=user, at=timezone.now())


def _failed(sender, **kwargs):
    audit.write(audit.Kind.LOGIN_FAILED, by=None, at=timezone.now())


def _second_failed(sender, user, **kwargs):
    audit.write(audit.Kind.SECOND_FAILED, by=user, at=timezone.now())


def connect():
    user_logged_in.connect(_logged_in, dispatch_uid="audit login")
    user_login_failed.connect(_failed, dispatch_uid="audit failure")
    authentication_failed.connect(_second_failed, dispatch_uid="audit second factor")
