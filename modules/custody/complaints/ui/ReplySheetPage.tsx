import {
  Button,
  EmptyState,
  Icon,
  Load,
  Ltr,
  Page,
  useBoth,
  useCall,
  useFormats,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getComplaint } from '../contract.ts'
import classes from './Complaints.module.css'

/** The reply as the complainant gets it on paper: what was found, in the words of whoever decided, and until when one may appeal. */
export default function ReplySheetPage() {
  const { t } = useTranslation('custody-complaints')
  const both = useBoth()
  const { date } = useFormats()
  const { id = '' } = useRouteParams()
  return (
    <Page
      title={t('sheet.title')}
      back={{ to: `/custody/complaints/${id}`, label: t('sheet.back') }}
      actions={
        <Button
          variant="filled"
          leftSection={<Icon name="printer" size={18} />}
          onClick={() => window.print()}
        >
          {t('sheet.print')}
        </Button>
      }
    >
      <Load call={useCall(getComplaint, { id }, { keep: false })}>
        {({ complaint, steps }) => {
          const reply = steps.find((step) => step.kind === 'replied')
          if (reply === undefined) return <EmptyState icon="hourglass" title={t('sheet.not-yet')} />
          return (
            <article className={classes.sheet}>
              <p>
                <strong>{both(complaint.prison)}</strong>
              </p>
              <p>
                {t('sheet.complaint')} <Ltr>{complaint.code}</Ltr> · {date(complaint.receivedOn)}
              </p>
              {complaint.prisoner === null ? null : (
                <p>
                  {both(complaint.prisoner.name)} <Ltr>{complaint.prisoner.number}</Ltr>
                </p>
              )}
              {complaint.finding === null ? null : (
                <p>
                  {t('finding-label')}: <strong>{t(`finding.${complaint.finding}`)}</strong>
                </p>
              )}
              <p dir="auto">{reply.text}</p>
              <p>
                {both(reply.by)} · {date(reply.at.slice(0, 10))}
              </p>
              {complaint.appealUntil === null ? null : (
                <p>{t('sheet.appeal', { until: complaint.appealUntil })}</p>
              )}
              <p className={classes.soft}>{t('sheet.protected', { until: complaint.watchUntil })}</p>
            </article>
          )
        }}
      </Load>
    </Page>
  )
}
