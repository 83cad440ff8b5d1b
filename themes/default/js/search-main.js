import { openBox } from "./search-box.js";
import { openPage } from "./search-page.js";

const page = document.querySelector(".seek");
const button = document.querySelector(".search-open");
if (page) openPage(page, button);
else openBox(button);
