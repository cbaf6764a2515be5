// SPDX-License-Identifier: EUPL-1.2
#include <string>
#include <proj.h>
#include <unheard/of.h>
namespace schouw::lengths {}
