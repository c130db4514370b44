const LONGEST_SIDE = 1600
const QUALITY = 0.82
const SMALL_ENOUGH = 400 * 1024

/** A photo made smaller on the phone; null when it is small already, no photo, or the browser cannot. */
export async function shrink(file: File): Promise<File | null> {
  if (!file.type.startsWith('image/') || file.size <= SMALL_ENOUGH) return null
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const factor = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * factor)
    canvas.height = Math.round(picture.height * factor)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
    if (!blob || blob.size >= file.size) return null
    const name = `${file.name.replace(/\.[^.]*$/, '')}.jpg`
    return new File([blob], name, { type: 'image/jpeg', lastModified: file.lastModified })
  } catch {
    return null
  }
}
