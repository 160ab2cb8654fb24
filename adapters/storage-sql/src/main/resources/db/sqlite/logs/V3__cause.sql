-- Why there was no whole answer of the provider, in a few words; null where there was one.
ALTER TABLE log ADD COLUMN cause TEXT;
