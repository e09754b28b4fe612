-- needs: identity units workflow access
-- Wording of notices as data: by province and day, a prison's own before its province's, changed as every setting is: proposed with its
-- paper, adopted by another officer, never edited. What may stand in braces is a closed list; anything else is refused here too.
create function custody.notice_placeholders() returns text[] language sql immutable set search_path = pg_catalog as $$
  select array['admitted', 'bail-amount', 'bail-case', 'bail-date', 'bail-days', 'case', 'court', 'date', 'event', 'father', 'hospital', 'name',
    'nationality', 'number', 'obstacle', 'prison', 'sections', 'sentence-date', 'to-prison']
$$;
create function custody.known_placeholders(p_text text) returns boolean language sql immutable set search_path = pg_catalog as $$
  select not exists (select 1 from regexp_matches(p_text, '\{([^{}]*)\}', 'g') m where m[1] <> all (custody.notice_placeholders()))
    and regexp_replace(p_text, '\{[^{}]*\}', '', 'g') !~ '[{}]'
$$;
comment on function custody.known_placeholders is 'Whether every brace of a text encloses a known placeholder';

create table custody.notice_template (
  jurisdiction text not null,
  prison_id integer references units.unit,
  kind text not null check (kind in ('family-admission', 'family-transfer', 'family-illness', 'family-death', 'consulate-arrest',
    'consulate-death', 'bail-reminder', 'bail-escalation', 'mercy-petition', 'mercy-covering', 'jail-appeal')),
  from_on date not null,
  subject_en text not null,
  subject_ur text not null,
  body_en text not null,
  body_ur text not null,
  source_en text not null,
  source_ur text not null,
  refer boolean not null default false,
  ended boolean not null default false,
  unique nulls not distinct (jurisdiction, prison_id, kind, from_on),
  check (custody.known_placeholders(subject_en) and custody.known_placeholders(subject_ur) and custody.known_placeholders(body_en)
    and custody.known_placeholders(body_ur))
);
comment on table custody.notice_template is 'Wording of notices by province and day: PK for every province, a province''s own before it, a prison''s own before that';
comment on column custody.notice_template.refer is 'Wording shipped with the system, which no department has adopted yet';
comment on column custody.notice_template.ended is 'From this day the prison has no wording of its own any more';
create index notice_template_by_kind on custody.notice_template (kind, from_on desc);

insert into custody.setting (key, table_name, identity, columns, fixed, paper, by_prison) values
  ('notice-template', 'notice_template', '{kind}', '{subject_en,subject_ur,body_en,body_ur}', '{}',
    '{"source_en": "$en", "source_ur": "$ur", "refer": false}', true);

insert into custody.notice_template (jurisdiction, kind, from_on, subject_en, subject_ur, body_en, body_ur, source_en, source_ur, refer)
select t.jurisdiction, t.kind, date '2026-01-01', t.subject_en, t.subject_ur, t.body_en, t.body_ur,
    'Departmental wording, not adopted yet' || coalesce('; ' || t.rests_en, ''), 'محکمانہ عبارت، منظوری باقی' || coalesce('؛ ' || t.rests_ur, ''), true
  from (values
  ('PK', 'family-admission', 'Admission to {prison}', '{prison} میں داخلے کی اطلاع',
    E'This is to inform you that {name} was admitted to {prison} on {admitted}. The prison number is {number}.\n\nYou may visit on the days fixed for interviews. Please bring your identity card and give the prison number.',
    E'آپ کو اطلاع دی جاتی ہے کہ {name} کو مورخہ {admitted} کو {prison} میں داخل کیا گیا ہے۔ اسیر نمبر {number} ہے۔\n\nملاقات مقررہ دنوں میں کی جا سکتی ہے۔ براہِ کرم اپنا شناختی کارڈ ساتھ لائیں اور اسیر نمبر بتائیں۔',
    'Nelson Mandela Rules, Rule 68 (general knowledge)', 'نیلسن منڈیلا رولز، رول 68 (عمومی معلومات)'),
  ('PK', 'family-transfer', 'Transfer to {to-prison}', '{to-prison} منتقلی کی اطلاع',
    E'This is to inform you that {name}, prison number {number}, was transferred to {to-prison} on {event}.\n\nLetters and visits are received there from that day.',
    E'آپ کو اطلاع دی جاتی ہے کہ {name}، اسیر نمبر {number}، کو مورخہ {event} کو {to-prison} منتقل کر دیا گیا ہے۔\n\nاس دن سے خط اور ملاقات وہیں ہو گی۔',
    'Nelson Mandela Rules, Rule 68 (general knowledge)', 'نیلسن منڈیلا رولز، رول 68 (عمومی معلومات)'),
  ('PK', 'family-illness', '{name} is in hospital', '{name} ہسپتال میں ہیں',
    E'This is to inform you that {name}, prison number {number} of {prison}, is in {hospital} since {event}.\n\nTo visit, please come to {prison} with your identity card or ask by telephone.',
    E'آپ کو اطلاع دی جاتی ہے کہ {name}، اسیر نمبر {number}، {prison}، مورخہ {event} سے {hospital} میں ہیں۔\n\nملاقات کے لیے براہِ کرم اپنا شناختی کارڈ لے کر {prison} تشریف لائیں یا ٹیلیفون پر معلوم کریں۔',
    'Nelson Mandela Rules, Rules 68 and 69 (general knowledge)', 'نیلسن منڈیلا رولز، رول 68 و 69 (عمومی معلومات)'),
  ('PK', 'family-death', 'Death of {name}', '{name} کی وفات کی اطلاع',
    E'It is with deep regret that you are informed of the death of {name}, prison number {number} of {prison}, on {event}.\n\nPlease come to {prison} with your identity card, or send somebody with your written authority. You will be told there where the body is and what is to be done before it is handed over.\n\nMoney and articles kept for the deceased are returned to the heirs against a receipt.',
    E'انتہائی افسوس کے ساتھ اطلاع دی جاتی ہے کہ {name}، اسیر نمبر {number}، {prison}، کی وفات مورخہ {event} کو ہو گئی ہے۔\n\nبراہِ کرم اپنا شناختی کارڈ لے کر {prison} تشریف لائیں یا کسی کو تحریری اختیار دے کر بھیجیں۔ میت کہاں ہے اور حوالگی سے پہلے کیا کارروائی ہو گی، وہیں بتایا جائے گا۔\n\nمتوفی کی جمع نقدی اور سامان رسید پر ورثا کے حوالے کیا جائے گا۔',
    'Nelson Mandela Rules, Rule 69 (general knowledge)', 'نیلسن منڈیلا رولز، رول 69 (عمومی معلومات)'),
  ('PK', 'consulate-arrest', 'Detention of {name}, national of {nationality}', '{name}، شہری {nationality}، کی حراست کی اطلاع',
    E'At the wish of the person concerned you are informed that {name}, national of {nationality}, has been held in {prison} since {admitted}. The prison number is {number}.\n\nCase: {case}.\n\nConsular officers who wish to visit are asked to write to the Superintendent, with their names and the day they propose.',
    E'متعلقہ شخص کی خواہش پر اطلاع دی جاتی ہے کہ {name}، شہری {nationality}، مورخہ {admitted} سے {prison} میں زیرِ حراست ہیں۔ اسیر نمبر {number} ہے۔\n\nمقدمہ: {case}۔\n\nقونصلر افسران جو ملاقات کرنا چاہیں، اپنے نام اور مجوزہ تاریخ کے ساتھ سپرنٹنڈنٹ کو تحریر کریں۔',
    'Vienna Convention on Consular Relations, art. 36(1)(b)', 'ویانا کنونشن برائے قونصلر تعلقات، آرٹیکل 36(1)(ب)'),
  ('PK', 'consulate-death', 'Death of {name}, national of {nationality}', '{name}، شہری {nationality}، کی وفات کی اطلاع',
    E'It is with regret that you are informed of the death of {name}, national of {nationality}, prison number {number} of {prison}, on {event}.\n\nYou are asked to say to whom the body, the papers and the property may be handed over.',
    E'افسوس کے ساتھ اطلاع دی جاتی ہے کہ {name}، شہری {nationality}، اسیر نمبر {number}، {prison}، کی وفات مورخہ {event} کو ہو گئی ہے۔\n\nبراہِ کرم تحریر فرمائیں کہ میت، کاغذات اور سامان کس کے حوالے کیے جائیں۔',
    'Vienna Convention on Consular Relations, art. 37 (general knowledge)', 'ویانا کنونشن برائے قونصلر تعلقات، آرٹیکل 37 (عمومی معلومات)'),
  ('PK', 'bail-reminder', 'Bail granted on {bail-date}, not released: {name}', 'ضمانت منظور مورخہ {bail-date}، رہائی باقی: {name}',
    E'Bail was granted to {name}, prison number {number}, on {bail-date}. Case: {bail-case}. {name} is still in {prison}, {bail-days} days later.\n\nWhat stands in the way, by the papers of this prison: {obstacle}.\n\nYou are asked to do what lies with you so that the release can take place, and to tell this prison.',
    E'{name}، اسیر نمبر {number}، کی ضمانت مورخہ {bail-date} کو منظور ہوئی۔ مقدمہ: {bail-case}۔ {bail-days} دن گزرنے کے باوجود اسیر تاحال {prison} میں ہے۔\n\nاس جیل کے کاغذات کی رو سے رکاوٹ: {obstacle}۔\n\nگزارش ہے کہ رہائی کے لیے جو کارروائی آپ کے ذمے ہے وہ کی جائے اور جیل کو مطلع کیا جائے۔',
    null, null),
  ('PK', 'bail-escalation', 'Bail granted {bail-days} days ago, still in prison: {name}', 'ضمانت منظور ہوئے {bail-days} دن، تاحال جیل میں: {name}',
    E'Bail was granted to {name}, prison number {number}, on {bail-date}. Case: {bail-case}. {bail-days} days later {name} is still in {prison}.\n\nWhat stands in the way, by the papers of this prison: {obstacle}.\n\nThe matter is put before you for such directions as you think fit.',
    E'{name}، اسیر نمبر {number}، کی ضمانت مورخہ {bail-date} کو منظور ہوئی۔ مقدمہ: {bail-case}۔ {bail-days} دن بعد بھی اسیر {prison} میں ہے۔\n\nاس جیل کے کاغذات کی رو سے رکاوٹ: {obstacle}۔\n\nمعاملہ مناسب ہدایات کے لیے پیشِ خدمت ہے۔',
    null, null),
  ('PK', 'mercy-petition', 'Petition for mercy of {name}', 'درخواستِ رحم منجانب {name}',
    E'I, {name}, child of {father}, prison number {number}, am held in {prison} under sentence of death passed on {sentence-date}. Case: {case}.\n\nI ask for mercy. My grounds, as I have told them, are set out below. They were read over to me.',
    E'میں، {name}، ولدیت {father}، اسیر نمبر {number}، {prison} میں سزائے موت کے تحت قید ہوں، جو مورخہ {sentence-date} کو سنائی گئی۔ مقدمہ: {case}۔\n\nمیں رحم کی درخواست کرتا/کرتی ہوں۔ میری وجوہات، جیسے میں نے بیان کیں، ذیل میں درج ہیں اور مجھے پڑھ کر سنائی گئیں۔',
    'Constitution art. 45; CrPC ss.401, 402', 'آئین آرٹیکل 45؛ ضابطہ فوجداری دفعات 401، 402'),
  ('PK', 'mercy-covering', 'Petition for mercy of {name}: forwarded', 'درخواستِ رحم {name}: ارسال',
    E'The petition for mercy of {name}, child of {father}, prison number {number}, is forwarded with this letter.\n\nSentence of death was passed on {sentence-date}. Case: {case}. The prisoner has been in {prison} since {admitted}.\n\nThe enclosures are named below.',
    E'{name}، ولدیت {father}، اسیر نمبر {number}، کی درخواستِ رحم اس مراسلے کے ہمراہ ارسال ہے۔\n\nسزائے موت مورخہ {sentence-date} کو سنائی گئی۔ مقدمہ: {case}۔ اسیر مورخہ {admitted} سے {prison} میں ہے۔\n\nمنسلکات ذیل میں درج ہیں۔',
    'Constitution art. 45; CrPC ss.401, 402', 'آئین آرٹیکل 45؛ ضابطہ فوجداری دفعات 401، 402'),
  ('PK', 'jail-appeal', 'Appeal or petition from jail of {name}: forwarded', 'جیل اپیل یا درخواست {name}: ارسال',
    E'The appeal or petition from jail of {name}, child of {father}, prison number {number}, is forwarded with its papers.\n\nSentence was passed on {sentence-date}. Case: {case}. The prisoner has been in {prison} since {admitted}.\n\nThe enclosures are named below. The day and number under which it is entered are asked for.',
    E'{name}، ولدیت {father}، اسیر نمبر {number}، کی جیل اپیل یا درخواست مع کاغذات ارسال ہے۔\n\nسزا مورخہ {sentence-date} کو سنائی گئی۔ مقدمہ: {case}۔ اسیر مورخہ {admitted} سے {prison} میں ہے۔\n\nمنسلکات ذیل میں درج ہیں۔ اس کے اندراج کی تاریخ اور نمبر سے مطلع فرمایا جائے۔',
    'CrPC s.420', 'ضابطہ فوجداری دفعہ 420'),
  -- The two provinces differ: Sindh's reminder names the legal-aid committee, Punjab's asks for an answer in writing.
  ('PK-SD', 'bail-reminder', 'Bail granted on {bail-date}, not released: {name}', 'ضمانت منظور مورخہ {bail-date}، رہائی باقی: {name}',
    E'Bail was granted to {name}, prison number {number}, on {bail-date}. Case: {bail-case}. {name} is still in {prison}, {bail-days} days later.\n\nWhat stands in the way, by the papers of this prison: {obstacle}.\n\nA surety whose papers are ready may bring them to the court on any working day. Whoever cannot find a surety may turn to the District Legal Empowerment Committee; this prison forwards the application.',
    E'{name}، اسیر نمبر {number}، کی ضمانت مورخہ {bail-date} کو منظور ہوئی۔ مقدمہ: {bail-case}۔ {bail-days} دن گزرنے کے باوجود اسیر تاحال {prison} میں ہے۔\n\nاس جیل کے کاغذات کی رو سے رکاوٹ: {obstacle}۔\n\nجس ضامن کے کاغذات مکمل ہوں وہ کسی بھی یومِ کار پر عدالت میں پیش کر سکتا ہے۔ جسے ضامن نہ ملے وہ ڈسٹرکٹ لیگل ایمپاورمنٹ کمیٹی سے رجوع کر سکتا ہے؛ درخواست یہ جیل آگے بھیجتی ہے۔',
    'S.R.O. 684(I)/2011 for the committee', 'کمیٹی کے لیے ایس آر او 684(I)/2011'),
  ('PK-PB', 'bail-reminder', 'Bail granted on {bail-date}, not released: {name}', 'ضمانت منظور مورخہ {bail-date}، رہائی باقی: {name}',
    E'{name}, child of {father}, prison number {number}, was granted bail on {bail-date}. Case: {bail-case}. {bail-days} days have passed and the prisoner is still in {prison}.\n\nWhat stands in the way, by the papers of this prison: {obstacle}.\n\nAn answer in writing to the Superintendent, quoting the number of this letter, is asked for.',
    E'{name}، ولدیت {father}، اسیر نمبر {number}، کی ضمانت مورخہ {bail-date} کو منظور ہوئی۔ مقدمہ: {bail-case}۔ {bail-days} دن گزر چکے ہیں اور اسیر تاحال {prison} میں ہے۔\n\nاس جیل کے کاغذات کی رو سے رکاوٹ: {obstacle}۔\n\nاس مراسلے کے نمبر کے حوالے سے سپرنٹنڈنٹ کو تحریری جواب ارسال فرمایا جائے۔',
    null, null),
  ('PK-PB', 'family-death', 'Death of {name}', '{name} کی وفات کی اطلاع',
    E'It is with deep regret that you are informed of the death of {name}, child of {father}, prison number {number} of {prison}, on {event}.\n\nThe deputy superintendent on duty receives you at {prison} at any hour of the day or night. Please bring your identity card. You will be told there where the body is and what is to be done before it is handed over.\n\nMoney and articles kept for the deceased are returned to the heirs against a receipt.',
    E'انتہائی افسوس کے ساتھ اطلاع دی جاتی ہے کہ {name}، ولدیت {father}، اسیر نمبر {number}، {prison}، کی وفات مورخہ {event} کو ہو گئی ہے۔\n\nڈیوٹی پر موجود ڈپٹی سپرنٹنڈنٹ دن رات کسی بھی وقت {prison} میں آپ سے ملیں گے۔ براہِ کرم اپنا شناختی کارڈ ساتھ لائیں۔ میت کہاں ہے اور حوالگی سے پہلے کیا کارروائی ہو گی، وہیں بتایا جائے گا۔\n\nمتوفی کی جمع نقدی اور سامان رسید پر ورثا کے حوالے کیا جائے گا۔',
    'Nelson Mandela Rules, Rule 69 (general knowledge)', 'نیلسن منڈیلا رولز، رول 69 (عمومی معلومات)')
  ) as t(jurisdiction, kind, subject_en, subject_ur, body_en, body_ur, rests_en, rests_ur);

revoke execute on function custody.notice_placeholders, custody.known_placeholders from public;
select audit.watch('custody.notice_template', 'kind');
select access.protect('custody.notice_template', 'select');
create policy notice_template_read on custody.notice_template for select to mizan_app
  using (prison_id is null or prison_id = any ((select access.units())::integer[]));
