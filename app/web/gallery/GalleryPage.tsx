import { useState } from 'react'
import { z } from 'zod'
import type { BothLanguages } from '../../../platform/http/contract.ts'
import {
  BothNames,
  Button,
  CaseHeader,
  Chart,
  CheckField,
  ChoiceField,
  CnicField,
  Columns,
  ConfirmAct,
  DateField,
  DeadlineBadge,
  type DeadlineState,
  DocumentViewer,
  EmptyState,
  ErrorPanel,
  Fieldset,
  Form,
  Group,
  KeyValue,
  Ltr,
  NameFields,
  NetworkFailed,
  NumberField,
  OffenceField,
  Page,
  PersonCard,
  RecordTable,
  SameAsLast,
  Section,
  SelectField,
  SeveralField,
  Stack,
  StatusBadge,
  StepBar,
  say,
  Tabs,
  TextField,
  Timeline,
  useBoth,
  useTranslation,
  WhatHappensNext,
} from '../../../platform/ui/index.ts'
import { akbar, offences, people, proof, words } from './samples.ts'

const Entry = z.object({
  name: z.object({ en: z.string().min(2), ur: z.string().min(2) }),
  cnic: z
    .string()
    .regex(/^[1-8]\d{4}-\d{7}-\d$/, 'common:problem.cnic')
    .optional(),
  admittedOn: z.iso.date(),
  years: z.int().min(1).max(25),
  category: z.enum(['under-trial', 'convict']),
  sex: z.enum(['male', 'female']),
  languages: z.array(z.string()).optional(),
  offence: z.string(),
  remarks: z.string().max(200).optional(),
  readBack: z.literal(true).optional(),
})

/** Every part of the design system on one page, to be looked at in both languages, themes and on a phone. */
export default function GalleryPage() {
  const { t } = useTranslation()
  const both = useBoth()
  return (
    <Page
      title={t('common:gallery.title')}
      lead={t('common:gallery.intro')}
      actions={<Button variant="filled">{t('common:act.add')}</Button>}
      aside={<NextPanel />}
    >
      <Head />
      <Section title={both(words.dates)}>
        <Dates />
      </Section>
      <Section title={both(words.table)}>
        <People />
      </Section>
      <Section title={both(words.form)}>
        <EntryForm />
      </Section>
      <Section title={both(words.timeline)}>
        <Story />
      </Section>
      <Section title={both(words.chart)}>
        <Population />
      </Section>
      <Section title={both(words.states)}>
        <States />
      </Section>
      <Section title={both(words.folded)} foldable folded>
        <p>{both(words.identifiers)}</p>
      </Section>
    </Page>
  )
}

function Head() {
  const both = useBoth()
  const { t } = useTranslation()
  return (
    <Stack gap={16}>
      <PersonCard
        name={akbar.name}
        father={akbar.father}
        number="LHR-2026-004417"
        cnic="3520212345671"
        status={<StatusBadge meaning="grey">{both(words.underTrial)}</StatusBadge>}
        flags={
          <>
            <StatusBadge meaning="amber" icon="clock">
              {both(words.bail)}
            </StatusBadge>
            <StatusBadge meaning="red">{both(words.overstay)}</StatusBadge>
            <StatusBadge meaning="blue" icon="heartbeat">
              {both(words.fit)}
            </StatusBadge>
          </>
        }
        lines={[{ label: both(words.barrack), value: <Ltr>4-B / 17</Ltr> }]}
      />
      <CaseHeader
        title={words.caseTitle}
        number="FIR 118/26"
        court={words.court}
        status={<StatusBadge meaning="blue">{both(words.trial)}</StatusBadge>}
        facts={[
          { label: t('common:word.section'), value: <Ltr>302/34 PPC</Ltr> },
          { label: both(words.station), value: both(words.stationName) },
        ]}
      />
      <StepBar
        steps={[
          { key: 'fir', label: both(words.fir), state: 'done', date: '2026-03-12' },
          { key: 'challan', label: both(words.challan), state: 'done', date: '2026-03-26' },
          { key: 'trial', label: both(words.trial), state: 'current' },
          { key: 'judgment', label: both(words.judgment), state: 'ahead' },
          { key: 'release', label: both(words.release), state: 'ahead' },
        ]}
      />
      <Tabs defaultValue="a">
        <Tabs.List>
          <Tabs.Tab value="a">{both(words.particulars)}</Tabs.Tab>
          <Tabs.Tab value="b">{both(words.custody)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="a" pt="sm">
          <KeyValue
            items={[
              { label: t('common:word.name'), value: <BothNames name={akbar.name} as="inline" /> },
              { label: both(words.phone), value: <Ltr copy>+92 300 1234567</Ltr> },
              { label: both(words.address), value: both(words.addressText) },
              { label: both(words.informant), withheld: true },
              { label: both(words.caste) },
            ]}
          />
        </Tabs.Panel>
        <Tabs.Panel value="b" pt="sm">
          <KeyValue columns={1} items={[{ label: both(words.barrack), value: <Ltr>4-B / 17</Ltr> }]} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}

function Dates() {
  const states: DeadlineState[] = ['ok', 'info', 'soon', 'today', 'breach', 'met', 'stopped', 'refer']
  return (
    <Group gap={8}>
      {states.map((state) => (
        <DeadlineBadge key={state} date="2026-11-30" state={state} proof={proof} />
      ))}
    </Group>
  )
}

function NextPanel() {
  const both = useBoth()
  return (
    <WhatHappensNext
      items={[
        {
          what: both(words.nextChallan),
          date: '2026-11-26',
          law: 'CrPC s.173(1)',
          by: both(words.officer),
          proof,
          action: { label: both(words.nextAct), onClick: () => say(both(words.nextAct)) },
        },
        { what: both(words.bailHearing), date: '2027-03-12', law: 'CrPC s.497', by: both(words.court) },
      ]}
    />
  )
}

function People() {
  const both = useBoth()
  const { t } = useTranslation()
  return (
    <RecordTable
      name="gallery.people"
      caption={both(words.table)}
      rows={people}
      rowKey={(row) => row.number}
      columns={[
        { key: 'number', label: both(words.number), cell: (row) => <Ltr>{row.number}</Ltr> },
        {
          key: 'name',
          label: t('common:word.name'),
          cell: (row) => <BothNames name={row.name} as="inline" />,
        },
        { key: 'section', label: t('common:word.section'), cell: (row) => <Ltr>{row.section}</Ltr> },
        { key: 'days', label: both(words.days), align: 'end', cell: (row) => row.days },
        { key: 'due', label: both(words.due), cell: (row) => <DeadlineBadge date={row.due} /> },
      ]}
      detail={(row) => <KeyValue items={[{ label: t('common:word.name'), value: both(row.name) }]} />}
      bulk={[{ label: both(words.assign), icon: 'user-check', act: () => say(both(words.assign)) }]}
    />
  )
}

function EntryForm() {
  const both = useBoth()
  const { t } = useTranslation()
  const option = (value: string, text: BothLanguages) => ({ value, label: both(text) })
  return (
    <Form
      schema={Entry}
      initial={{
        name: { en: '', ur: '' },
        cnic: '',
        admittedOn: '',
        category: '',
        sex: '',
        offence: '',
        remarks: '',
      }}
      draft="gallery.entry"
      submit={t('common:act.save')}
      onSubmit={() => say(t('common:form.saved'))}
    >
      <SameAsLast />
      <Fieldset legend={both(words.particulars)}>
        <NameFields name="name" required />
        <Columns>
          <CnicField name="cnic" />
          <DateField name="admittedOn" label={both(words.admitted)} required />
        </Columns>
      </Fieldset>
      <Fieldset legend={both(words.custody)}>
        <Columns>
          <SelectField
            name="category"
            label={both(words.category)}
            required
            options={[option('under-trial', words.underTrial), option('convict', words.convict)]}
          />
          <NumberField name="years" label={both(words.sentence)} unit={both(words.years)} required />
        </Columns>
        <ChoiceField
          name="sex"
          label={both(words.sex)}
          required
          options={[option('male', words.male), option('female', words.female)]}
        />
        <SeveralField
          name="languages"
          label={both(words.languages)}
          options={[option('sindhi', words.sindhi), option('urdu', words.urdu)]}
        />
        <OffenceField
          name="offence"
          required
          search={async (text) =>
            offences
              .filter((each) =>
                `${each.section} ${each.title.en} ${each.title.ur}`
                  .toLowerCase()
                  .includes(text.toLowerCase()),
              )
              .map((each) => ({ value: each.section, label: each.section, detail: both(each.title) }))
          }
        />
        <TextField name="remarks" label={t('common:word.remarks')} multiline />
        <CheckField name="readBack" label={both(words.readBack)} />
      </Fieldset>
    </Form>
  )
}

function Story() {
  const both = useBoth()
  return (
    <Timeline
      entries={[
        {
          id: '4',
          at: '2026-11-20T09:15:00Z',
          agency: both(words.prison),
          icon: 'lock',
          title: both(words.admittedStory),
          by: both(words.officer),
        },
        {
          id: '3',
          at: '2026-11-19',
          agency: both(words.health),
          icon: 'heartbeat',
          title: '',
          withheld: true,
        },
        {
          id: '2',
          at: '2026-03-26',
          agency: both(words.prosecution),
          icon: 'file-check',
          title: both(words.challanStory),
          detail: <Ltr>CrPC s.173</Ltr>,
        },
        {
          id: '1',
          at: '2026-03-12',
          agency: both(words.police),
          icon: 'clipboard-list',
          title: both(words.firStory),
        },
      ]}
    />
  )
}

function Population() {
  const both = useBoth()
  return (
    <Chart
      title={both(words.population)}
      kind="line"
      categories={['2021', '2022', '2023', '2024', '2025', '2026']}
      series={[
        { name: both(words.underTrial), values: [57200, 60100, 64800, 68900, 71200, 70450] },
        { name: both(words.convict), values: [24100, 25300, 26900, 28700, 29900, 30800] },
      ]}
      summary={both(words.populationSummary)}
      definition={both(words.populationDefinition)}
      asOf="2026-11-21T04:00:00Z"
    />
  )
}

function States() {
  const both = useBoth()
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  return (
    <Stack gap={16}>
      <ErrorPanel error={new NetworkFailed(undefined, undefined)} retry={() => say(t('common:act.retry'))} />
      <EmptyState title={both(words.emptyTitle)} why={both(words.emptyWhy)} icon="inbox" />
      <DocumentViewer
        name="challan-118-26.docx"
        url="/"
        type="application/msword"
        size={182_400}
        sha256={'9f86d081'.repeat(8)}
      />
      <Group gap={8}>
        <Button onClick={() => setAsked(true)}>{both(words.releaseAct)}</Button>
        <Button variant="subtle">{t('common:act.cancel')}</Button>
        <Button disabled>{t('common:act.save')}</Button>
      </Group>
      <ConfirmAct
        opened={asked}
        onClose={() => setAsked(false)}
        title={both(words.releaseAct)}
        consequence={both(words.releaseConsequence)}
        others={both(words.superintendent)}
        reason="required"
        danger
        actLabel={both(words.releaseAct)}
        onConfirm={async () => say(both(words.releaseAct))}
      />
    </Stack>
  )
}
