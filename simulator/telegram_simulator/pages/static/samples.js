// Sample photo, voice, video, document and stickers, made here so that nobody needs a file.

import { SAMPLE } from "./words.js";

const RATE = 16_000;
const TUNE = [392, 440, 494, 440, 392, 330];

/** A few stickers, as one emoji each. */
export const STICKERS = ["👋", "🙏", "😢", "😡", "💪", "❤️"];

const canvasOf = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

function fileFrom(canvas, name, type) {
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(new File([blob], name, { type })), type, 0.85);
  });
}

function landscape(brush, width, height, sun = 0.7) {
  const sky = brush.createLinearGradient(0, 0, 0, height);
  sky.addColorStop(0, "#6fa8dc");
  sky.addColorStop(0.6, "#f9dcc4");
  brush.fillStyle = sky;
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = "#fff3d6";
  brush.beginPath();
  brush.arc(width * sun, height * 0.3, height * 0.1, 0, Math.PI * 2);
  brush.fill();
  hill(brush, width, height, 0.62, 0.09, "#7aa489");
  hill(brush, width, height, 0.78, 0.06, "#4d7c66");
}

function hill(brush, width, height, level, swing, colour) {
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(0, height);
  for (let x = 0; x < width * 1.02; x += width / 60) {
    brush.lineTo(x, height * (level + swing * Math.sin((x / width) * 5 + level * 9)));
  }
  brush.lineTo(width, height);
  brush.fill();
}

/** A painted landscape, 800 by 600. */
export function samplePhoto() {
  const canvas = canvasOf(800, 600);
  landscape(canvas.getContext("2d"), 800, 600);
  return fileFrom(canvas, "exemple.jpg", "image/jpeg");
}

/** One emoji, in large. */
export function sampleSticker(emoji) {
  const canvas = canvasOf(512, 512);
  const brush = canvas.getContext("2d");
  brush.font = '380px "Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji", sans-serif';
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillText(emoji, 256, 280);
  return fileFrom(canvas, "autocollant.webp", "image/webp");
}

/** Three seconds of a hummed tune, as a WAV file. */
export function sampleVoice() {
  const sound = new Int16Array(RATE * 3);
  const perNote = sound.length / TUNE.length;
  for (let index = 0; index < sound.length; index++) {
    const note = Math.floor(index / perNote);
    const fade = Math.sin((Math.PI * (index % perNote)) / perNote);
    sound[index] = 6000 * fade * Math.sin((2 * Math.PI * TUNE[note] * index) / RATE);
  }
  return new File([wavHeader(sound.byteLength), sound], "exemple.wav", { type: "audio/wav" });
}

function wavHeader(bytes) {
  const view = new DataView(new ArrayBuffer(44));
  const word = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, bytes, true);
  return view.buffer;
}

/** Two seconds of a sun that crosses the sky; null where the browser cannot record. */
export async function sampleVideo() {
  const canvas = canvasOf(640, 480);
  if (!canvas.captureStream || typeof MediaRecorder === "undefined") return null;
  const brush = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(12));
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const done = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  let frame = 0;
  const drawing = setInterval(() => landscape(brush, 640, 480, 0.15 + frame++ * 0.03), 80);
  setTimeout(() => recorder.stop(), 2000);
  await done;
  clearInterval(drawing);
  const type = recorder.mimeType.split(";")[0] || "video/webm";
  return new File(pieces, `exemple.${type.endsWith("mp4") ? "mp4" : "webm"}`, { type });
}

/** A short text file. */
export function sampleDocument() {
  return new File([SAMPLE.documentText], SAMPLE.documentName, { type: "text/plain" });
}
