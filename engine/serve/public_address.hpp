// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace presencia::serve {

/// What a request says of the address under which its client knows us.
struct AddressFields {
    std::string_view host, forwarded_proto, forwarded_host, forwarded_prefix;
    bool trusted = false;  ///< it comes from an address whose forwarded fields are believed
};

/// Finds the address that links of an answer begin with: the public one that was set, else the forwarded one of a trusted peer, else Host.
class PublicAddress {
public:
    /// `bound`: host and port that we listen at. `public_url` "" or an http or https address; throws Error(usage) for another.
    PublicAddress(std::string public_url, std::string bound_host, std::string bound);

    /// Without a slash at its end. Throws Error(host_unknown) for a host that is none of ours: where we listen on this machine alone, a page elsewhere could otherwise have a browser ask us under its own
    /// name; and request_malformed for what is no host.
    std::string of(const AddressFields& fields) const;

private:
    bool ours(std::string_view host) const;

    std::string public_url_, public_host_, bound_host_, bound_;
    bool loopback_ = false;
};

}  // namespace presencia::serve
