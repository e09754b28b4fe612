-- needs: extra-fields
-- Forms of the prison to which a department adds fields of its own. Whoever sees the prisoner, the visitor or the incident sees the answers.
select fields.follow('custody.admission', 'custody.imprisonment', 'custody:admit', 'custody:read-sealed-answers'),
       fields.follow('custody.visitor', 'custody.visitor', 'custody:run-visits', 'custody:read-sealed-answers'),
       fields.follow('custody.incident', 'custody.incident', 'custody:report-incident', 'custody:read-sealed-answers');
