import { openBox } from "./search-box.js";
import { openPage } from "./search-page.js";

const page = document.querySelector(".seek");
const searchButton = document.querySelector(".search-open");
if (page) openPage(page, searchButton);
else openBox(searchButton);
