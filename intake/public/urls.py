from django.urls import path

from . import views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("before/", views.before, name="before"),
    path("urgent/", views.urgent, name="urgent"),
    path("questions/", views.catalogue, name="catalogue"),
    path("ask/<slug:key>/", views.step, name="step"),
    path("ask/<slug:key>/new/", views.new_entry, name="new-entry"),
    path("ask/<slug:key>/<int:entry>/", views.entry, name="entry"),
    path("ask/<slug:key>/<int:entry>/drop/", views.drop_entry, name="drop-entry"),
    path("check/", views.check, name="check"),
    path("done/", views.done, name="done"),
    path("more/", views.more, name="more"),
    path("papers/", views.papers, name="papers"),
    path("code/", views.code, name="code"),
    path("return/", views.come_back, name="return"),
    path("status/", views.status, name="status"),
    path("erase/", views.erase, name="erase"),
    path("leave/", views.leave, name="leave"),
]
