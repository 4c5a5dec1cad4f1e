// SPDX-License-Identifier: Apache-2.0
#pragma once

// Coroutines of this Asio do not compile with GCC 12 in C++20.
#ifndef BOOST_ASIO_DISABLE_CO_AWAIT
#define BOOST_ASIO_DISABLE_CO_AWAIT
#endif
#include <boost/asio.hpp>
