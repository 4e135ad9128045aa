"""A mail server that refuses everything."""

from smtplib import SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("sam@example.com")
