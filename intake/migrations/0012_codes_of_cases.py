from django.db import migrations


def fill(apps, schema_editor):
    """Write the code rows of cases that have none. Safe to run twice."""
    Case, CaseCode = (apps.get_model("intake", name) for name in ("Case", "CaseCode"))
    without = Case.objects.filter(code_rows=None).order_by("pk")
    for case in without.only("problems", "codes").iterator(chunk_size=2000):
        CaseCode.objects.bulk_create(
            CaseCode(case=case, column=column, code=code)
            for column in ("problems", "codes")
            for code in getattr(case, column)
        )
    # Names fold in another way now: their hashes are made anew, a few at a time.
    Case.objects.filter(erased_on=None).update(searchable=False)


class Migration(migrations.Migration):
    dependencies = [("intake", "0011_the_whole_desk")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
