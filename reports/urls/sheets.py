from django.urls import path

from reports.views.sheets import practice_sheet

urlpatterns = [path("<slug:slug>/lembar.pdf", practice_sheet, name="practice_sheet")]
