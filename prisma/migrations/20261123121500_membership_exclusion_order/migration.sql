-- The same two promises with the selective column first: GiST then splits by it, and a large import is twice as fast.

ALTER TABLE membership DROP CONSTRAINT membership_one_household_a_day, DROP CONSTRAINT membership_one_head_a_day;
ALTER TABLE membership ADD CONSTRAINT membership_one_household_a_day EXCLUDE USING gist
    (person_id WITH =, county_code WITH =, daterange(valid_from, valid_to, '[)') WITH &&),
  ADD CONSTRAINT membership_one_head_a_day EXCLUDE USING gist
    (household_id WITH =, county_code WITH =, daterange(valid_from, valid_to, '[)') WITH &&) WHERE (relation = 'HEAD');
