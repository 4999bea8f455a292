"""Each build becomes a version of the report that it is about, and its file a row of its own."""

from typing import Any

from django.db import migrations

NOT_BUILT = "Laporan ini diminta sebelum pembaruan: minta lagi."


def name_reports(apps: Any, schema_editor: Any) -> None:
    from reports.naming import report_slug

    build_model = apps.get_model("reports", "ReportBuild")
    report_model = apps.get_model("reports", "Report")
    file_model = apps.get_model("reports", "ReportFile")
    builds = build_model.objects.select_related("plan", "period", "region", "institution").order_by("pk")
    for build in builds:
        # A build was about a region, an institution, or both: an address names one.
        institution = None if build.region else build.institution
        period = build.period
        about = {
            "kind": "quarterly" if period else "standing",
            "plan": build.plan,
            "period": period,
            "region": build.region,
            "institution": institution,
            "language": "id",
        }
        slug = report_slug(
            kind=about["kind"],
            plan=build.plan.slug,
            period=f"{period.code}-{period.year}" if period else "",
            region=build.region.code if build.region else "",
            institution=institution.slug if institution else "",
        )
        report, _made = report_model.objects.get_or_create(slug=slug, defaults=about)
        build.report = report
        if build.state in {"queued", "building"}:
            build.state, build.last_error, build.lease_until = "failed", NOT_BUILT, None
        build.save()
        if build.sha256:
            file_model.objects.create(
                build=build, format="pdf", name=build.file_name, sha256=build.sha256, size=build.size or 0
            )


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_reports_and_versions")]

    operations = [migrations.RunPython(name_reports, migrations.RunPython.noop)]
