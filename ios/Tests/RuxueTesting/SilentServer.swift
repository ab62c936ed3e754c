import Foundation

/// Takes connections and never answers: what is sent to it is under way until somebody stops it.
package final class SilentServer: Sendable {
    private let handle: Int32
    package let address: String

    package init() throws {
        #if canImport(Glibc)
            let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let handle = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                // The system itself accepts up to so many connections.
                bind(handle, name, size) == 0 && listen(handle, 64) == 0 && getsockname(handle, name, &size) == 0
            }
        }
        guard done else { throw POSIXError(.EADDRNOTAVAIL) }
        self.handle = handle
        address = "http://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
    }

    deinit {
        close(handle)
    }
}
