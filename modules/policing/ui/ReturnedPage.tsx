import { DeadlineBadge, EmptyState, Ltr, Page, RecordTable, useFormats, useTranslation } from '#platform/ui'
import { listReturned } from '../contract.ts'
import DefectList from './DefectList.tsx'
import classes from './Policing.module.css'

/** Challans that came back from the prosecution. */
export default function ReturnedPage() {
  const { t } = useTranslation('policing')
  const { instant } = useFormats()
  return (
    <Page title={t('returned.title')} lead={t('returned.lead')}>
      <RecordTable
        name="policing.returned"
        caption={t('returned.title')}
        source={listReturned}
        columns={[
          {
            key: 'fir',
            label: t('word.fir'),
            cell: (row) => <Ltr>{`${row.firNumber}/${row.firYear}`}</Ltr>,
          },
          { key: 'returned', label: t('returned.on'), cell: (row) => instant(row.returnedAt) },
          { key: 'due', label: t('returned.due'), cell: (row) => <DeadlineBadge date={row.dueBack} /> },
          {
            key: 'defects',
            label: t('returned.defects'),
            wrap: true,
            cell: (row) => <DefectList defects={row.defects} />,
          },
        ]}
        detail={(row) => (row.remarks === null ? null : <p className={classes.told}>{row.remarks}</p>)}
        rowKey={(row) => row.id}
        open={(row) => `/policing/cases/${row.caseId}/challan`}
        empty={<EmptyState title={t('returned.empty')} why={t('returned.empty-why')} icon="circle-check" />}
      />
    </Page>
  )
}
