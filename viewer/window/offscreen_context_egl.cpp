// SPDX-License-Identifier: EUPL-1.2
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>

#include <array>
#include <cstring>
#include <utility>

#include "viewer/window/window.h"

namespace schouw::window {
namespace {

template <class Function>
Function egl_function(const char* name) {
  return reinterpret_cast<Function>(eglGetProcAddress(name));
}

bool has_extension(const char* extensions, const char* name) {
  return extensions != nullptr && std::strstr(extensions, name) != nullptr;
}

// Hardware before software: a surfaceless display of Mesa hides the GPU of another vendor.
std::vector<EGLDisplay> candidate_displays() {
  std::vector<EGLDisplay> displays;
  const auto platform_display = egl_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
  const auto query_devices = egl_function<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
  const auto device_text = egl_function<PFNEGLQUERYDEVICESTRINGEXTPROC>("eglQueryDeviceStringEXT");
  std::vector<EGLDisplay> software;
  if (platform_display != nullptr && query_devices != nullptr && device_text != nullptr) {
    std::array<EGLDeviceEXT, 16> devices{};
    EGLint count = 0;
    query_devices(static_cast<EGLint>(devices.size()), devices.data(), &count);
    for (EGLint i = 0; i < count; ++i) {
      EGLDeviceEXT device = devices[static_cast<std::size_t>(i)];
      const bool is_software = has_extension(device_text(device, EGL_EXTENSIONS), "EGL_MESA_device_software");
      (is_software ? software : displays).push_back(platform_display(EGL_PLATFORM_DEVICE_EXT, device, nullptr));
    }
  }
  if (platform_display != nullptr) {
    displays.push_back(platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  }
  displays.insert(displays.end(), software.begin(), software.end());
  displays.push_back(eglGetDisplay(EGL_DEFAULT_DISPLAY));
  return displays;
}

EGLContext create_context(EGLDisplay display, EGLConfig config) {
  for (const auto& [major, minor] : {std::pair{4, 6}, {4, 5}, {4, 3}, {4, 0}, {3, 3}}) {
    const EGLint attributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                 major,
                                 EGL_CONTEXT_MINOR_VERSION,
                                 minor,
                                 EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                 EGL_CONTEXT_OPENGL_COMPATIBILITY_PROFILE_BIT,
                                 EGL_NONE};
    EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, attributes);
    if (context != EGL_NO_CONTEXT) return context;
  }
  return EGL_NO_CONTEXT;
}

base::Diagnostic offscreen_error(const char* code, std::string message) {
  return {.code = code,
          .message = std::move(message),
          .where = {.feature = "offscreen context"},
          .hint = "install a Mesa driver with EGL (packages libegl1 and libgl1-mesa-dri)"};
}

}  // namespace

struct OffscreenContext::Implementation {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  EGLSurface surface = EGL_NO_SURFACE;

  Implementation() = default;
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;

  // The display stays initialised: EGL hands the same one to every context of the process.
  ~Implementation() {
    if (context == EGL_NO_CONTEXT) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (surface != EGL_NO_SURFACE) eglDestroySurface(display, surface);
    eglDestroyContext(display, context);
  }

  bool open_on(EGLDisplay candidate) {
    if (candidate == EGL_NO_DISPLAY || eglInitialize(candidate, nullptr, nullptr) != EGL_TRUE) return false;
    if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return false;
    const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(candidate, wanted, &config, 1, &count) != EGL_TRUE || count < 1) return false;
    EGLContext created = create_context(candidate, config);
    if (created == EGL_NO_CONTEXT) return false;
    EGLSurface own_surface = EGL_NO_SURFACE;
    if (!has_extension(eglQueryString(candidate, EGL_EXTENSIONS), "EGL_KHR_surfaceless_context")) {
      const EGLint size[] = {EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
      own_surface = eglCreatePbufferSurface(candidate, config, size);
    }
    if (eglMakeCurrent(candidate, own_surface, own_surface, created) != EGL_TRUE) {
      if (own_surface != EGL_NO_SURFACE) eglDestroySurface(candidate, own_surface);
      eglDestroyContext(candidate, created);
      return false;
    }
    display = candidate;
    context = created;
    surface = own_surface;
    return true;
  }
};

base::Result<std::unique_ptr<OffscreenContext>> OffscreenContext::open() {
  auto implementation = std::make_unique<Implementation>();
  bool any_display = false;
  for (EGLDisplay display : candidate_displays()) {
    any_display = any_display || display != EGL_NO_DISPLAY;
    if (implementation->open_on(display)) {
      return std::unique_ptr<OffscreenContext>(new OffscreenContext(std::move(implementation)));
    }
  }
  if (!any_display) {
    return offscreen_error("WIN-101", "cannot draw without a window: EGL offers no display, expected one");
  }
  return offscreen_error("WIN-102", "cannot draw without a window: no EGL display gives OpenGL 3.3 (compatibility)");
}

OffscreenContext::OffscreenContext(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
OffscreenContext::~OffscreenContext() = default;

std::string OffscreenContext::renderer() const {
  const GLubyte* name = glGetString(GL_RENDERER);
  return name == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(name));
}

}  // namespace schouw::window
