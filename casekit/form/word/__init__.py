"""The offline form as a Word document: the same plan as the page, with fields that casekit reads back."""
