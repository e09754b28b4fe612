-- needs: identity
-- Diyat, arsh and daman that a court ordered and a hold keeps somebody in for, with what was paid. A surety's amount stands in the
-- court's own bail order, a fine's in the sentence.
create table custody.money_due (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  imprisonment_id uuid not null references custody.imprisonment,
  hold_id uuid not null unique references custody.hold,
  kind text not null check (kind in ('diyat', 'arsh', 'daman', 'surety')),
  amount numeric(14,2) not null check (amount > 0),
  ordered_on date not null,
  instrument text not null,
  entered_by uuid not null default access.account(),
  entered_at timestamptz not null default clock_timestamp()
);
comment on table custody.money_due is 'The money for which a hold keeps somebody: diyat, arsh, daman (PPC ss.331, 337-X, 337-Y) or a surety outside the system';
comment on column custody.money_due.instrument is 'The judgment or order that fixes it';
create index money_due_by_imprisonment on custody.money_due (imprisonment_id);

create table custody.money_payment (
  id uuid primary key default gen_random_uuid(),
  jurisdiction text not null,
  prison_id integer not null references units.unit,
  money_due_id uuid not null references custody.money_due,
  paid_on date not null,
  amount numeric(14,2) not null check (amount > 0),
  receipt text not null,
  entered_by uuid not null default access.account(),
  entered_at timestamptz not null default clock_timestamp()
);
comment on table custody.money_payment is 'An instalment of it; the hold itself is lifted by an officer when all is paid or the heirs have forgiven';
create index money_payment_by_due on custody.money_payment (money_due_id);

select audit.watch('custody.money_due'), audit.watch('custody.money_payment');
select access.protect('custody.money_due', 'select, insert'), access.protect('custody.money_payment', 'select, insert');
do $$
declare name text;
begin
  foreach name in array array['money_due', 'money_payment'] loop
    execute format('create policy %1$s_read on custody.%1$s for select to mizan_app
      using (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:read-prisoner'')))', name);
    execute format('create policy %1$s_add on custody.%1$s for insert to mizan_app
      with check (prison_id = any ((select access.units())::integer[]) and (select access.may(''custody:enter-money-due'')))', name);
  end loop;
end $$;
