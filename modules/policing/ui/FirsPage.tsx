import {
  EmptyState,
  Icon,
  Link,
  Ltr,
  Page,
  RecordTable,
  StatusBadge,
  useBoth,
  useFormats,
  useMay,
  useTranslation,
} from '#platform/ui'
import { listFirs } from '../contract.ts'
import classes from './Policing.module.css'

/** The FIR register of one's station. */
export default function FirsPage() {
  const { t } = useTranslation('policing')
  const { date } = useFormats()
  const both = useBoth()
  const mayRegister = useMay('policing:register-fir')
  return (
    <Page
      title={t('firs.title')}
      lead={t('firs.lead')}
      actions={
        mayRegister ? (
          <Link to="/policing/firs/new" className={classes.mainAct}>
            <Icon name="file-plus" size={17} />
            {t('firs.new')}
          </Link>
        ) : undefined
      }
    >
      <RecordTable
        name="policing.firs"
        caption={t('firs.title')}
        source={listFirs}
        search
        standardSort="-number"
        columns={[
          {
            key: 'number',
            label: t('word.fir-number'),
            sort: 'number',
            cell: (row) => <Ltr>{`${row.firNumber}/${row.firYear}`}</Ltr>,
          },
          {
            key: 'registered',
            label: t('firs.registered-on'),
            sort: 'registered',
            cell: (row) => date(row.firOn),
          },
          {
            key: 'occurred',
            label: t('firs.occurred-on'),
            hidden: true,
            cell: (row) => date(row.occurredOn),
          },
          {
            key: 'sections',
            label: t('word.sections'),
            cell: (row) => <Ltr>{row.sections.join(', ')}</Ltr>,
          },
          { key: 'place', label: t('word.place'), wrap: true, cell: (row) => <bdi>{row.place}</bdi> },
          { key: 'accused', label: t('word.accused-list'), align: 'end', cell: (row) => row.accused },
          {
            key: 'custody',
            label: t('word.in-custody'),
            align: 'end',
            hidden: true,
            cell: (row) => row.inCustody,
          },
          {
            key: 'stage',
            label: t('word.stage'),
            cell: (row) =>
              row.state === null ? null : (
                <StatusBadge meaning={row.state.code === 'returned-to-police' ? 'amber' : 'grey'}>
                  {both(row.state)}
                </StatusBadge>
              ),
          },
        ]}
        rowKey={(row) => row.caseId}
        open={(row) => `/cases/${row.caseId}`}
        empty={<EmptyState title={t('firs.empty')} why={t('firs.empty-why')} icon="notebook" />}
      />
    </Page>
  )
}
