/** What the library can besides, and its types leave out. */
declare namespace PDFKit {
  interface PDFDocument {
    /** Throws where the bytes are no picture that a PDF can hold. */
    openImage(picture: Buffer): unknown
  }
}
