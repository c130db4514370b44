import '@/components/users/door.css'
import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { Icon } from '@/components/ui/icon'
import { Logo } from '@/components/ui/logo'
import { RidgeArt } from '@/components/users/ridge-art'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

type Props = { title: string; purpose: ReactNode; isDemo: boolean; children: ReactNode }

/** Two columns: the lines that catch a household, and the door. */
export async function SignInFrame({ title, purpose, isDemo, children }: Readonly<Props>) {
  const [shell, t, words] = await Promise.all([getTranslations('shell'), getTranslations('auth'), clientWords('auth')])
  return (
    <div className="split">
      <RidgeArt words={words.art} />
      <main>
        <div className="flex items-center justify-between">
          <Logo name={shell('brand')} latin={shell('latin')} />
          <LanguageSwitch />
        </div>
        <div className="door">
          <h1>{title}</h1>
          <p>{purpose}</p>
          {children}
        </div>
        <footer>
          <p>
            <Icon name="lock" />
            {t('signIn.privacy')}
          </p>
          {isDemo && (
            <p>
              <span className="demo">{shell('demo')}</span>
              {shell('demoNote')}
            </p>
          )}
        </footer>
      </main>
    </div>
  )
}
