from django.urls import path

from . import guide_views, paper_views, sheet_views, views

app_name = "public"

urlpatterns = [
    path("", guide_views.home, name="home"),
    path("before/", guide_views.before, name="before"),
    path("urgent/", guide_views.urgent, name="urgent"),
    path("guide/", guide_views.guide, name="guide"),
    path("guide/<slug:key>/", guide_views.topic, name="topic"),
    path("ways/", guide_views.ways, name="ways"),
    path("ways/<slug:key>/", guide_views.way, name="way"),
    path("which-way/", guide_views.which_way, name="which-way"),
    path("sheet/", sheet_views.sheet, name="sheet"),
    path("sheet/file/", sheet_views.sheet_pdf, name="sheet-file"),
    path("paper/", guide_views.paper_form, name="paper-form"),
    path("questions/", guide_views.catalogue, name="catalogue"),
    path("ask/<slug:key>/", views.step, name="step"),
    path("ask/<slug:key>/new/", views.new_entry, name="new-entry"),
    path("ask/<slug:key>/<int:entry>/", views.entry, name="entry"),
    path("ask/<slug:key>/<int:entry>/drop/", views.drop_entry, name="drop-entry"),
    path("check/", views.check, name="check"),
    path("done/", views.done, name="done"),
    path("another/", views.another, name="another"),
    path("more/", views.more, name="more"),
    path("papers/", paper_views.papers, name="papers"),
    path("papers/all/", paper_views.all_papers, name="all-papers"),
    path("papers/<slug:key>/", paper_views.paper, name="paper"),
    path("papers/<slug:key>/file/", paper_views.paper_pdf, name="paper-file"),
    path("papers/<slug:key>/word/", paper_views.paper_docx, name="paper-word"),
    path("days/", views.calendar, name="calendar"),
    path("code/", views.code, name="code"),
    path("return/", views.come_back, name="return"),
    path("status/", views.status, name="status"),
    path("erase/", views.erase, name="erase"),
    path("leave/", views.leave, name="leave"),
]
