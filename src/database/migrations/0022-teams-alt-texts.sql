-- What a picture or video without alt text means to the brand: nothing, a doubt, or that the post cannot go out.
alter table teams.brand
  add column alt_texts text not null default 'warn' check (alt_texts in ('off', 'warn', 'required'));
