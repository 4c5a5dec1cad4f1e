// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace presencia::emit {

/// report/page.css and report/page.js, built into the program: the page must be whole wherever it is written.
std::string_view page_css();
std::string_view page_js();

}  // namespace presencia::emit
