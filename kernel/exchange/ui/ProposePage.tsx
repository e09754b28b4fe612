import { z } from 'zod'
import {
  ChoiceField,
  ErrorPanel,
  Form,
  Load,
  NameFields,
  Page,
  Stack,
  say,
  TextField,
  useCall,
  useCommand,
  useFormValues,
  useGo,
  useTranslation,
} from '#platform/ui'
import { listTypes, proposeLink } from '../contract.ts'

const Proposal = z.object({
  direction: z.enum(['out', 'in']),
  code: z.string().regex(/^[a-z][a-z0-9.-]{2,39}$/),
  name: z.object({ en: z.string().min(2), ur: z.string().min(2) }),
  types: z.string().min(1),
  url: z.string().optional(),
  username: z.string().optional(),
})

export default function ProposePage() {
  const { t } = useTranslation('exchange')
  const go = useGo()
  const types = useCall(listTypes, {})
  const propose = useCommand(proposeLink, {
    onDone: () => {
      say(t('proposed'))
      go('/exchange')
    },
  })
  return (
    <Page title={t('propose')} lead={t('others')} back={{ to: '/exchange', label: t('title') }}>
      <Load call={types}>
        {(known) => (
          <Stack gap={18}>
            <Form
              schema={Proposal}
              initial={{ direction: 'out' }}
              submit={t('propose')}
              onSubmit={async (values) => {
                const { types: lines, ...rest } = Proposal.parse(values)
                await propose.run({ ...rest, types: lines.split(/\s+/).filter((type) => type !== '') })
              }}
            >
              <ChoiceField
                name="direction"
                label={t('direction')}
                required
                options={(['out', 'in'] as const).map((value) => ({
                  value,
                  label: t(`directions.${value}`),
                }))}
              />
              <NameFields name="name" required />
              <TextField name="code" label={t('code')} hint={t('code-hint')} required ltr />
              <Where />
              <Types events={known.events} messages={known.messages.map(({ type }) => type)} />
            </Form>
            {propose.error == null ? null : <ErrorPanel error={propose.error} />}
          </Stack>
        )}
      </Load>
    </Page>
  )
}

function Where() {
  const { t } = useTranslation('exchange')
  const inward = useFormValues().direction === 'in'
  return inward ? (
    <TextField name="username" label={t('username')} hint={t('username-hint')} required ltr />
  ) : (
    <TextField name="url" label={t('url')} hint={t('url-hint')} required ltr />
  )
}

function Types({ events, messages }: { events: readonly string[]; messages: readonly string[] }) {
  const { t } = useTranslation('exchange')
  const known = useFormValues().direction === 'in' ? messages : events
  return (
    <TextField
      name="types"
      label={t('types')}
      hint={t('types-hint', { known: known.length === 0 ? t('nothing') : known.join(' · ') })}
      required
      multiline
      ltr
    />
  )
}
