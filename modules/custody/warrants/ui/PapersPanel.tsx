import type { OutputOf } from '#platform/http/contract'
import {
  Link,
  Load,
  Ltr,
  Section,
  StatusBadge,
  say,
  useBoth,
  useCall,
  useMay,
  useTranslation,
} from '#platform/ui'
import { getWarrantPapers } from '../contract.ts'
import { KeepPage } from './KeepPage.tsx'
import { addressOf } from './ScanPage.tsx'
import classes from './Warrants.module.css'

type Paper = OutputOf<typeof getWarrantPapers>['rows'][number]

/** On the prisoner’s page: each warrant typed from paper with its scan, and who read it back. Nothing where courts handed all over. */
export default function PapersPanel({ id }: { id: string }) {
  const { t } = useTranslation('custody-warrants')
  const found = useCall(getWarrantPapers, { id })
  if (found.data?.rows.length === 0) return null
  return (
    <Section title={t('papers.title')}>
      <Load call={found} lines={2}>
        {({ rows }) => (
          <ul className={classes.warrants}>
            {rows.map((paper) => (
              <OnePaper key={paper.warrantId} paper={paper} onKept={() => void found.refetch()} />
            ))}
          </ul>
        )}
      </Load>
    </Section>
  )
}

function OnePaper({ paper, onKept }: { paper: Paper; onKept: () => void }) {
  const { t } = useTranslation('custody-warrants')
  const mayKeep = useMay('custody:admit')
  return (
    <li className={classes.warrant}>
      <div className={classes.row}>
        <strong>
          {t(`kind.${paper.kind}`)} <Ltr>{paper.fir}</Ltr>
        </strong>
        <Ltr>{paper.sections}</Ltr>
        <ReadBackBadge paper={paper} />
        {paper.readBack === null ? null : (
          <Link to={`/custody/warrants/${paper.warrantId}`}>
            {t(paper.readBack === 'due' && paper.inForce ? 'papers.open' : 'papers.look')}
          </Link>
        )}
      </div>
      {paper.order === null ? null : (
        <div className={classes.row}>
          <StatusBadge meaning="blue" icon="shield-check">
            {t('order.as-ordered', { number: paper.order.number })}
          </StatusBadge>
          <span className={classes.soft}>
            {paper.order.fields.map((field) => t(`field.${field}`)).join(' · ')}
          </span>
        </div>
      )}
      {paper.scans.length === 0 ? (
        <p className={classes.soft}>{t('papers.none')}</p>
      ) : (
        <div className={classes.thumbs}>
          {paper.scans.map((scan, at) => (
            <a key={scan.id} href={addressOf(scan.id)} target="_blank" rel="noreferrer">
              {scan.mediaType.startsWith('image/') ? (
                <img src={addressOf(scan.id)} alt={t('scan.page', { n: at + 1 })} loading="lazy" />
              ) : (
                t('scan.page', { n: at + 1 })
              )}
            </a>
          ))}
        </div>
      )}
      {mayKeep && paper.inForce ? (
        <KeepPage
          kind="warrant"
          warrantId={paper.warrantId}
          onKept={() => {
            say(t('papers.added'))
            onKept()
          }}
        />
      ) : null}
    </li>
  )
}

function ReadBackBadge({ paper }: { paper: Paper }) {
  const { t } = useTranslation('custody-warrants')
  const both = useBoth()
  if (paper.readBack === 'done' && paper.by !== null && paper.at !== null)
    return (
      <StatusBadge meaning="blue" icon="circle-check">
        {t('papers.read-back', { name: both(paper.by), at: paper.at })}
        {paper.settledBy === null ? '' : ` · ${t('papers.settled', { name: both(paper.settledBy) })}`}
      </StatusBadge>
    )
  if (paper.readBack === 'differs')
    return (
      <StatusBadge meaning="red" icon="alert-triangle">
        {t('papers.differs')}
      </StatusBadge>
    )
  return paper.readBack === 'due' ? (
    <StatusBadge meaning="amber" icon="eye">
      {t('papers.due')}
    </StatusBadge>
  ) : (
    <StatusBadge meaning="grey">{t('papers.old')}</StatusBadge>
  )
}
