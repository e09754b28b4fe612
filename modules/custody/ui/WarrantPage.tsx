import {
  Form,
  Load,
  Page,
  PersonCard,
  say,
  useCall,
  useGo,
  useQueryText,
  useRouteParams,
  useTranslation,
} from '#platform/ui'
import { getArrival, getPrisoner, receiveWarrant } from '../contract.ts'
import { paperOf } from './AdmissionPage.tsx'
import { PaperFields } from './PaperFields.tsx'

/** A further warrant for someone already held here, handed over by a court or typed from paper. */
export default function WarrantPage() {
  const { t } = useTranslation('custody')
  const go = useGo()
  const { id = '' } = useRouteParams()
  const [handover] = useQueryText('handover', '')
  const prisoner = useCall(getPrisoner, { id })
  const arrival = useCall(getArrival, handover === '' ? undefined : { handoverId: handover })
  return (
    <Page
      title={t('warrant.further')}
      lead={t('warrant.further-lead')}
      back={{ to: `/custody/prisoners/${id}`, label: t('prisoner.title') }}
    >
      <Load call={prisoner}>
        {(data) => (
          <>
            <PersonCard
              name={data.prisoner.name}
              {...(data.prisoner.father === null ? {} : { father: data.prisoner.father })}
              number={data.prisoner.number}
            />
            <Form
              endpoint={receiveWarrant}
              initial={handover === '' ? { paper: { kind: 'remand' } } : {}}
              submit={t('warrant.receive')}
              {...(handover === '' ? { draft: `custody.warrant.${id}` } : {})}
              prepare={(values) => ({
                imprisonmentId: id,
                ...(handover === ''
                  ? { paper: paperOf(values.paper as Record<string, unknown> | undefined) }
                  : { handoverId: handover }),
              })}
              onDone={() => {
                say(t('warrant.received'))
                go(`/custody/prisoners/${id}`)
              }}
            >
              {handover === '' ? (
                <PaperFields />
              ) : (
                <Load call={arrival} lines={2}>
                  {(found) => <p>{t('warrant.of-court', { fir: found.fir, sections: found.sections })}</p>}
                </Load>
              )}
            </Form>
          </>
        )}
      </Load>
    </Page>
  )
}
