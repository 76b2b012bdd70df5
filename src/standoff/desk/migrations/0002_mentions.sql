-- Mentions say what their link rests on, and where places are. What was read before knew neither; it is
-- read anew, with the actors of today, by the next `standoff read` of the same reports.
UPDATE annotation
   SET body = json_insert(body, '$.because', NULL, '$.latitude', NULL, '$.longitude', NULL, '$.note', NULL)
 WHERE layer = 'mention';
