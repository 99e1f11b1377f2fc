-- How many frames a picture that moves has: some networks take only so many. Unknown of what was added before.
alter table media.item add column frames integer check (frames > 0);
