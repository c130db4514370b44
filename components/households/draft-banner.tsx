import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'

type Props = { drop(): void; words: { unsaved: string; dropDraft: string } }

/** Says that what was typed earlier was filled in again, and lets one start anew. */
export function DraftBanner({ drop, words }: Readonly<Props>) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="flex-1">
        <Banner state="due" title={words.unsaved} live />
      </div>
      <Button onClick={drop}>{words.dropDraft}</Button>
    </div>
  )
}
