import { openBox } from "./search-box.js";

openBox(document.querySelector(".search-open"));
