import { downloadDocument } from '#kernel/documents/contract'
import { urlOf } from '#platform/ui'

/** As large as a gate needs to compare a face on a telephone, about 4 KB each. */
const width = 96
const height = 120
/** A full day of a large prison; more would be minutes of a slow line. */
const most = 200

/**
 * Photographs made small, by document. One that cannot be fetched or read is left out: the gate then has the name alone, as on paper.
 */
export async function facesOf(photos: readonly string[]): Promise<Map<string, string>> {
  const faces = new Map<string, string>()
  for (const documentId of photos.slice(0, most)) {
    try {
      const answer = await fetch(urlOf(downloadDocument, { documentId, version: 1, inline: 'yes' }))
      if (answer.ok) faces.set(documentId, await madeSmall(await answer.blob()))
    } catch {
      // See above.
    }
  }
  return faces
}

async function madeSmall(photo: Blob): Promise<string> {
  const picture = await createImageBitmap(photo)
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const scale = Math.max(width / picture.width, height / picture.height)
  const [wide, high] = [picture.width * scale, picture.height * scale]
  canvas.getContext('2d')?.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high)
  picture.close()
  return canvas.toDataURL('image/jpeg', 0.7)
}
