from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from . import packet_views, people_views, route_views, views

# Of allauth's addresses only those that an invited volunteer needs.
account_urls = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("second/", mfa.authenticate, name="mfa_authenticate"),
    path("second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/all/", mfa.index, name="mfa_index"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("keys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("keys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("keys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("keys/<int:pk>/name/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("keys/<int:pk>/off/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

office_urls = [
    path("", views.queue, name="queue"),
    path("cases/<str:reference>/", views.case, name="case"),
    path("cases/<str:reference>/take/", views.take, name="take"),
    path("cases/<str:reference>/note/", views.note, name="note"),
    path("cases/<str:reference>/move/", views.move, name="move"),
    path("cases/<str:reference>/packets/", packet_views.prepare, name="prepare"),
    path("cases/<str:reference>/packets/<int:pk>/", packet_views.packet, name="packet"),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:step>/go/",
        packet_views.step,
        name="packet-step",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:key>/",
        packet_views.paper,
        name="packet-paper",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:key>/file/",
        packet_views.paper_pdf,
        name="packet-file",
    ),
    path(
        "cases/<str:reference>/packets/<int:pk>/<slug:key>/word/",
        packet_views.paper_docx,
        name="packet-word",
    ),
    path("cases/<str:reference>/ask-erase/", views.ask_erase, name="ask-erase"),
    path("cases/<str:reference>/erase/", views.erase, name="erase"),
    path("routes/", route_views.routes, name="routes"),
    path("routes/<slug:key>/", route_views.route, name="route"),
    path("script/", route_views.script, name="script"),
    path("people/", people_views.people, name="people"),
    path("people/invite/", people_views.invite, name="invite"),
    path("people/<int:pk>/invite/", people_views.invite_again, name="invite-again"),
    path("people/<int:pk>/grant/", people_views.grant, name="grant"),
    path("people/<int:pk>/end/", people_views.end_access, name="end-access"),
    path("welcome/<str:token>/", people_views.welcome, name="welcome"),
    path("set-password/", people_views.set_password, name="set-password"),
    path("account/", views.account, name="account"),
    path("account/picture/", views.app_picture, name="app-picture"),
]

urlpatterns = [
    path("account/", include(account_urls)),
    path("", include((office_urls, "office"))),
]
