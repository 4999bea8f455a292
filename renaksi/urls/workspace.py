from django.urls import path

from renaksi.views.workspace import care, home, monitoring, notices, proof, report, review, updates, uploads

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("tanda-terima/", home.receipts, name="receipts"),
    path("lapor/<int:period>/<int:milestone>/", report.report, name="report"),
    path("lapor/<int:period>/<int:milestone>/unggah/", uploads.announce, name="upload"),
    path("laporan/<int:pk>/", updates.update, name="update"),
    path("laporan/<int:pk>/tanda-terima/", updates.receipt, name="receipt"),
    path("laporan/<int:pk>/tarik/", updates.recall, name="recall"),
    path("persetujuan/", updates.approvals, name="approvals"),
    path("persetujuan/<int:pk>/", updates.approval, name="approval"),
    path("pemantauan/", monitoring.commitments, name="monitoring"),
    path("pemantauan/<int:pk>/", monitoring.note, name="note"),
    path("pemberitahuan/", notices.notices, name="notices"),
    path("bukti/<uuid:public_id>/", proof.proof, name="proof"),
    path("bukti/<uuid:public_id>/tayang/", care.publication, name="proof_publication"),
    path("bukti/<uuid:public_id>/turunkan/", care.takedown, name="takedown"),
    path("telaah/", review.queue, name="queue"),
    path("telaah/<int:pk>/", review.review, name="review"),
]
