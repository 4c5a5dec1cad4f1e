// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <proj.h>

#include <memory>

/// PROJ's handles with their owners; not part of the interface.
namespace presencia::geo::detail {

struct DestroyContext {
    void operator()(PJ_CONTEXT* context) const noexcept { proj_context_destroy(context); }
};
struct DestroyPj {
    void operator()(PJ* pj) const noexcept { proj_destroy(pj); }
};
using ContextHandle = std::unique_ptr<PJ_CONTEXT, DestroyContext>;
using PjHandle = std::unique_ptr<PJ, DestroyPj>;

/// A context that stays silent and off the network.
inline ContextHandle quiet_context() {
    ContextHandle context(proj_context_create());
    proj_log_level(context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(context.get(), 0);
    return context;
}

}  // namespace presencia::geo::detail
