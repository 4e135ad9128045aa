from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"
    default = True

    def ready(self):
        from intake import start

        start.register()
