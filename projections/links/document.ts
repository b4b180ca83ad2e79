/** That a contact was about a ticket. Key: `<interactionId>.<ticketId>`. From the contact's stream. */
export interface ContactLinkDocument {
  readonly interactionId: string;
  readonly ticketId: string;
}
