// Keeps the stock notes of the page current from the stream of stock counts.
const notes = document.querySelectorAll("[data-stock]");

if (notes.length > 0) {
  const stream = new EventSource("/api/stock/stream");
  stream.addEventListener("stock", event => {
    for (const { id, stock } of JSON.parse(event.data)) {
      for (const note of notes) {
        if (note.dataset.stock !== id) continue;
        note.className = `stock ${stock === 0 ? "out" : stock <= 5 ? "low" : "in"}`;
        note.textContent = stock === 0 ? "Sold out" : stock <= 5 ? `Only ${stock} left` : "In stock";
      }
    }
  });
  addEventListener("pagehide", () => stream.close());
}
