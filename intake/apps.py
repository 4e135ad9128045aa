import gc

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "intake"
    default = True

    def ready(self):
        from intake import start

        start.register()
        # What a start made stays: to look for garbage in it took a quarter of the start.
        gc.freeze()
        gc.enable()
