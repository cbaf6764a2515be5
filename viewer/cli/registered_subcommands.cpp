// SPDX-License-Identifier: EUPL-1.2
#include <array>

#include "viewer/cli/subcommand.h"

namespace schouw::cli {

std::span<const Declare> registered_subcommands() {
  static constexpr std::array<Declare, 22> kSubcommands = {
      declare_info,     declare_import,        declare_propose_mapping,
      declare_quality,  declare_analyse,       declare_at,
      declare_exposure, declare_check,         declare_compare,
      declare_snapshot, declare_present,       declare_kiosk,
      declare_demo,     declare_generate_city, declare_run,
      declare_commands, declare_query,         declare_export,
      declare_publish,  declare_store,         declare_field_round,
      declare_advise,
  };
  return kSubcommands;
}

}  // namespace schouw::cli
