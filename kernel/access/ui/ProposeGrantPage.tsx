import { listAccounts } from '#kernel/identity/contract'
import {
  Columns,
  call,
  DateField,
  Form,
  Load,
  Page,
  type Search,
  SearchField,
  SelectField,
  say,
  TextField,
  useBoth,
  useCall,
  useGo,
  useLanguage,
  useTranslation,
} from '#platform/ui'
import { listPosts, proposeGrant } from '../contract.ts'
import { unitSearch } from './search.ts'

/** Proposes that someone holds a post; another officer approves it. */
export default function ProposeGrantPage() {
  const { t } = useTranslation('access')
  const both = useBoth()
  const language = useLanguage()
  const go = useGo()
  const posts = useCall(listPosts, {})
  const accounts: Search = async (text, signal) => {
    const { rows } = await call(
      listAccounts,
      { q: text, kind: 'person', state: 'active', size: 12 },
      { signal },
    )
    return rows.map((row) => ({ value: row.id, label: both(row.name), detail: row.username }))
  }
  return (
    <Page
      title={t('propose.title')}
      lead={t('propose.lead')}
      back={{ to: '/access/grants', label: t('nav.grants') }}
    >
      <Load call={posts}>
        {(loaded) => (
          <Form
            endpoint={proposeGrant}
            initial={{}}
            draft="access.grant"
            submit={t('grants.propose')}
            onDone={() => {
              say(t('grants.proposed'))
              go('/access/grants?state=waiting')
            }}
          >
            <SearchField name="accountId" label={t('propose.account')} required search={accounts} />
            <SelectField
              name="post"
              label={t('propose.post')}
              required
              options={loaded.posts
                .filter((post) => post.code !== 'service')
                .map((post) => ({ value: post.code, label: both(post.title) }))}
            />
            <SearchField name="unitId" label={t('propose.unit')} required search={unitSearch(language)} />
            <Columns>
              <DateField name="validFrom" label={t('propose.from')} hint={t('propose.from-hint')} />
              <DateField name="validTo" label={t('propose.to')} hint={t('propose.to-hint')} />
            </Columns>
            <SearchField
              name="delegatedBy"
              label={t('propose.delegated-by')}
              hint={t('propose.delegated-hint')}
              search={accounts}
            />
            <TextField
              name="reason"
              label={t('propose.reason')}
              hint={t('propose.reason-hint')}
              required
              multiline
            />
          </Form>
        )}
      </Load>
    </Page>
  )
}
