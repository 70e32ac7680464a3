extension RecordFields.Name {
  /// The field whose name, of at most 8 bytes, is packed into a word, its last byte lowest.
  init?(packedText: UInt64) {
    switch packedText {
    case 0x6164_6472: self = .addr
    case 0x65_6E64: self = .end
    case 0x66_6C61_6773: self = .flags
    case 0x67_7061: self = .gpa
    case 0x68_7372: self = .hsr
    case 0x68_7661: self = .hva
    case 0x68_7866_6172: self = .hxfar
    case 0x69_7061: self = .ipa
    case 0x6B_766D: self = .kvm
    case 0x6C_6576_656C: self = .level
    case 0x6C6F_636B: self = .lock
    case 0x6D_6B6F_6C64: self = .mkold
    case 0x6D6D: self = .mm
    case 0x6D_6D75: self = .mmu
    case 0x6D6E: self = .mn
    case 0x6E_6577: self = .new
    case 0x6F_6C64: self = .old
    case 0x7063: self = .pc
    case 0x70_6774: self = .pgt
    case 0x7068_7973: self = .phys
    case 0x7072_6F74: self = .prot
    case 0x7074_6570: self = .ptep
    case 0x72_6574: self = .ret
    case 0x7369_7A65: self = .size
    case 0x736C_6F74: self = .slot
    case 0x73_7461_7274: self = .start
    case 0x73_7563_6365_7373: self = .success
    // Its name in the kernel's own record of a guest fault.
    case 0x76_6370_755F_7063: self = .pc
    case 0x76_6973_6974: self = .visit
    case 0x77_7269_7465: self = .write
    default: return nil
    }
  }
}
