/** What was played, to keep: the table is gone half an hour after its last visitor. */
export function Save({ id }: { id: string }) {
  return (
    <p class="save">
      <a href={`/api/tables/${id}/export.html`} download>
        Save as one file
      </a>
      <a href={`/api/tables/${id}/export.sh`} download>
        Save as curl commands
      </a>
    </p>
  )
}
