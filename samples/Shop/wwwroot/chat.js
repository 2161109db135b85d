// The chat window: connects when it is first opened, and again when the connection was lost.
const chat = document.getElementById("chat");
const log = chat.querySelector(".chat-log");
const form = chat.querySelector(".chat-form");
const input = form.querySelector("input");
let socket;

function say(text, mine) {
  const line = document.createElement("p");
  line.textContent = text;
  if (mine) line.className = "mine";
  log.append(line);
  while (log.childElementCount > 100) log.firstElementChild.remove();
  log.scrollTop = log.scrollHeight;
}

function connect() {
  if (socket && socket.readyState <= WebSocket.OPEN) return;
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/chat`);
  socket.addEventListener("message", event => say(event.data, false));
  socket.addEventListener("close", () => say("The chat has ended. Write again to start over.", false));
}

chat.hidden = false;
chat.addEventListener("toggle", () => {
  if (!chat.open) return;
  connect();
  input.focus();
});

form.addEventListener("submit", event => {
  event.preventDefault();
  const text = input.value.trim();
  if (text === "") return;
  connect();
  const send = () => { socket.send(text); say(text, true); };
  if (socket.readyState === WebSocket.OPEN) send();
  else socket.addEventListener("open", send, { once: true });
  input.value = "";
});
