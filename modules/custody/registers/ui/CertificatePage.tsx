import { useState } from 'react'
import type { OutputOf } from '#platform/http/contract'
import {
  EmptyState,
  Form,
  formatNumber,
  KeyValue,
  Load,
  Ltr,
  Page,
  RecordTable,
  Section,
  Stack,
  StatusBadge,
  TextField,
  useBoth,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getCertificate, issueCertificate } from '../contract.ts'
import { Paper, type Printed } from './Paper.tsx'
import classes from './Registers.module.css'

type Found = OutputOf<typeof getCertificate>

/** What would be certified today, case by case, and the certificates issued. */
export default function CertificatePage() {
  const { t } = useTranslation('custody-registers')
  const both = useBoth()
  const { id = '' } = useRouteParams()
  const found = useCall(getCertificate, { imprisonmentId: id })
  const [paper, setPaper] = useState<Printed>()
  return (
    <Load call={found} lines={8}>
      {({ certificate, issued }) => (
        <Page
          title={t('certificate.title')}
          lead={t('certificate.lead')}
          back={{
            to: `/custody/prisoners/${id}`,
            label: `${certificate.number} · ${both(certificate.name)}`,
          }}
        >
          <Stack gap={22}>
            <Paper paper={paper} says={t('certificate.issued', { number: paper?.number })} />
            <Form
              endpoint={issueCertificate}
              initial={{ addressee: '' }}
              prepare={({ addressee }) => ({ imprisonmentId: id, addressee })}
              submit={t('certificate.issue')}
              onDone={(made) => {
                setPaper(made)
                void found.refetch()
              }}
            >
              <TextField
                name="addressee"
                label={t('certificate.addressee')}
                hint={t('certificate.addressee-hint')}
                required
              />
            </Form>
            {certificate.cases.length === 0 ? (
              <EmptyState icon="file-text" title={t('certificate.no-case')} />
            ) : null}
            {certificate.cases.map((one) => (
              <OneCase key={one.warrantId} one={one} />
            ))}
            <Section title={t('certificate.release')}>
              <Sentence certificate={certificate} />
            </Section>
            <Section title={t('certificate.earlier')}>
              <RecordTable
                name="custody.certificates"
                caption={t('certificate.earlier')}
                rows={issued}
                rowKey={(row) => row.number}
                columns={[
                  { key: 'number', label: t('certificate.number'), cell: (row) => <Ltr>{row.number}</Ltr> },
                  { key: 'at', label: t('certificate.at'), cell: (row) => <At at={row.issuedAt} /> },
                  { key: 'to', label: t('certificate.addressee'), cell: (row) => row.addressee },
                  {
                    key: 'standing',
                    label: t('certificate.standing'),
                    cell: (row) => (
                      <StatusBadge meaning={row.current ? 'blue' : 'amber'}>
                        {t(row.current ? 'certificate.current' : 'certificate.outdated')}
                      </StatusBadge>
                    ),
                  },
                ]}
                empty={<EmptyState title={t('certificate.none')} why={t('certificate.none-why')} />}
              />
            </Section>
          </Stack>
        </Page>
      )}
    </Load>
  )
}

function At({ at }: { at: string }) {
  const { instant } = useFormats()
  return instant(at)
}

function Sentence({ certificate }: { certificate: Found['certificate'] }) {
  const { t } = useTranslation('custody-registers')
  const { release, remission } = certificate
  return (
    <KeyValue
      columns={2}
      items={[
        { label: t('certificate.remission'), value: t('certificate.remission-of', remission) },
        {
          label: t('certificate.release'),
          value:
            release === null
              ? '—'
              : t('certificate.release-of', {
                  day: release.day,
                  state: t(`custody:date-state.${release.state}`),
                }),
        },
        ...(release === null
          ? []
          : [{ label: t('certificate.law'), value: <Ltr>{`${release.law} · ${release.proof}`}</Ltr> }]),
      ]}
    />
  )
}

function OneCase({ one }: { one: Found['certificate']['cases'][number] }) {
  const { t } = useTranslation('custody-registers')
  const both = useBoth()
  const { date } = useFormats()
  return (
    <Section title={`${t('jail-roll.fir')} ${one.fir}`}>
      <KeyValue
        columns={3}
        items={[
          { label: t('jail-roll.station'), value: one.station === null ? '—' : both(one.station) },
          { label: t('jail-roll.court'), value: one.court === null ? '—' : both(one.court) },
          { label: t('jail-roll.sections'), value: <Ltr>{one.sections}</Ltr> },
          one.state === 'ended'
            ? { label: t('certificate.ended'), value: one.endedOn === null ? '—' : date(one.endedOn) }
            : { label: t('certificate.next'), value: one.nextDate === null ? '—' : date(one.nextDate) },
          ...(one.bailFrom === null
            ? []
            : [
                {
                  label: t('certificate.bail'),
                  value: `${date(one.bailFrom)}${one.bailRule === null ? '' : ` · ${t(`custody:ground.${one.bailRule}`)}`}`,
                },
              ]),
        ]}
      />
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('certificate.kind')}</th>
              <th scope="col">{t('certificate.from')}</th>
              <th scope="col">{t('certificate.until')}</th>
              <th scope="col" data-align="end">
                {t('certificate.days')}
              </th>
            </tr>
          </thead>
          <tbody>
            {one.intervals.map((interval) => (
              <tr key={`${interval.kind} ${interval.from}`}>
                <th scope="row">{t(`custody:spans.${interval.kind}`)}</th>
                <td>{date(interval.from)}</td>
                <td>{interval.to === null ? t('certificate.now') : date(interval.to)}</td>
                <td data-align="end">{formatNumber(interval.days)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={3}>{t('certificate.all')}</td>
              <td data-align="end">{formatNumber(one.days)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </Section>
  )
}
