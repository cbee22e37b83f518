-- Columns may hold text. What lies in the store are the codes of its levels.
alter table datasets
    -- JSON object: by the name of a column its levels, in the order of their codes; null where there are none.
    add column categories text;
