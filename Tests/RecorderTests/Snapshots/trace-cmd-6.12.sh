# Records with trace-cmd what “tablewalk replay” reads, on a kernel 6.12. As root:
# a kprobe that is refused is not recorded, and that is all.
kprobes=/sys/kernel/tracing/kprobe_events
echo 'p:tablewalk/guest_abort kvm_handle_guest_abort vcpu=%x0' >>$kprobes
echo 'r:tablewalk/guest_abort_ret kvm_handle_guest_abort ret=$retval:s32' >>$kprobes
echo 'p:tablewalk/map kvm_pgtable_stage2_map pgt=%x0 addr=%x1 size=%x2 phys=%x3 prot=%x4' >>$kprobes
echo 'r:tablewalk/map_ret kvm_pgtable_stage2_map ret=$retval:s32' >>$kprobes
echo 'p:tablewalk/unmap kvm_pgtable_stage2_unmap pgt=%x0 addr=%x1 size=%x2' >>$kprobes
echo 'r:tablewalk/unmap_ret kvm_pgtable_stage2_unmap ret=$retval:s32' >>$kprobes
echo 'p:tablewalk/wrprotect kvm_pgtable_stage2_wrprotect pgt=%x0 addr=%x1 size=%x2' >>$kprobes
echo 'p:tablewalk/relax kvm_pgtable_stage2_relax_perms pgt=%x0 addr=%x1 prot=%x2' >>$kprobes
echo 'r:tablewalk/relax_ret kvm_pgtable_stage2_relax_perms ret=$retval:s32' >>$kprobes
echo 'p:tablewalk/mkyoung kvm_pgtable_stage2_mkyoung pgt=%x0 addr=%x1' >>$kprobes
echo 'p:tablewalk/mkold kvm_pgtable_stage2_mkold pgt=%x0 addr=%x1' >>$kprobes
echo 'p:tablewalk/test_clear_young kvm_pgtable_stage2_test_clear_young pgt=%x0 addr=%x1 size=%x2 mkold=%x3:u8' >>$kprobes
echo 'p:tablewalk/flush kvm_pgtable_stage2_flush pgt=%x0 addr=%x1 size=%x2' >>$kprobes
echo 'p:tablewalk/split kvm_pgtable_stage2_split pgt=%x0 addr=%x1 size=%x2' >>$kprobes
echo 'p:tablewalk/destroy kvm_pgtable_stage2_destroy pgt=%x0' >>$kprobes
echo 'p:tablewalk/destroy_range kvm_pgtable_stage2_destroy_range pgt=%x0 addr=%x1 size=%x2' >>$kprobes
echo 'p:tablewalk/map_walk stage2_map_walker addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32' >>$kprobes
echo 'p:tablewalk/unmap_walk stage2_unmap_walker addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32' >>$kprobes
echo 'p:tablewalk/attr_walk stage2_attr_walker addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32' >>$kprobes
echo 'p:tablewalk/age_walk stage2_age_walker addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32' >>$kprobes
echo 'p:tablewalk/split_walk stage2_split_walker addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 visit=%x1:u32' >>$kprobes
echo 'p:tablewalk/try_break stage2_try_break_pte addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 mmu=%x1' >>$kprobes
echo 'p:tablewalk/try_set stage2_try_set_pte addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 new=%x1' >>$kprobes
echo 'p:tablewalk/make stage2_make_pte addr=+40(%x0):x64 start=+32(%x0):x64 end=+48(%x0):x64 level=+56(%x0):s8 ptep=+0(%x0):x64 old=+8(%x0):x64 new=%x1' >>$kprobes
echo 'p:tablewalk/invalidate_start kvm_mmu_notifier_invalidate_range_start start=+8(%x1):x64 end=+16(%x1):x64 mn=%x0' >>$kprobes
echo 'p:tablewalk/invalidate_end kvm_mmu_notifier_invalidate_range_end start=+8(%x1):x64 end=+16(%x1):x64 mn=%x0' >>$kprobes
echo 'p:tablewalk/unmap_gfn kvm_unmap_gfn_range kvm=%x0 slot=+0(%x1):x64 start=+8(%x1):x64 end=+16(%x1):x64' >>$kprobes
echo 'r:tablewalk/unmap_gfn_ret kvm_unmap_gfn_range ret=$retval:u8' >>$kprobes
echo 'p:tablewalk/age_gfn kvm_age_gfn kvm=%x0 slot=+0(%x1):x64 start=+8(%x1):x64 end=+16(%x1):x64' >>$kprobes
echo 'p:tablewalk/test_age_gfn kvm_test_age_gfn kvm=%x0 slot=+0(%x1):x64 start=+8(%x1):x64 end=+16(%x1):x64' >>$kprobes
echo 'p:tablewalk/release kvm_mmu_notifier_release mn=%x0 mm=%x1' >>$kprobes
echo 'p:tablewalk/flush_all kvm_arch_flush_shadow_all kvm=%x0' >>$kprobes
echo 'p:tablewalk/flush_slot kvm_arch_flush_shadow_memslot kvm=%x0 slot=%x1' >>$kprobes
echo 'p:tablewalk/free_pgd kvm_free_stage2_pgd mmu=%x0' >>$kprobes
echo 'r:tablewalk/free_pgd_ret kvm_free_stage2_pgd' >>$kprobes
echo 'p:tablewalk/wp_range kvm_stage2_wp_range mmu=%x0 addr=%x1 end=%x2' >>$kprobes
echo 'p:tablewalk/unmap_range kvm_stage2_unmap_range mmu=%x0 start=%x1 size=%x2' >>$kprobes
echo 'p:tablewalk/rlock_slow queued_read_lock_slowpath lock=%x0' >>$kprobes
echo 'r:tablewalk/rlock_slow_ret queued_read_lock_slowpath' >>$kprobes
echo 'p:tablewalk/wlock_slow queued_write_lock_slowpath lock=%x0' >>$kprobes
echo 'r:tablewalk/wlock_slow_ret queued_write_lock_slowpath' >>$kprobes
echo 'p:tablewalk/tlbi_range __kvm_tlb_flush_vmid_range mmu=%x0 start=%x1 pages=%x2' >>$kprobes
echo 'p:tablewalk/tlbi_ipa __kvm_tlb_flush_vmid_ipa mmu=%x0 ipa=%x1 level=%x2:s32' >>$kprobes
echo 'p:tablewalk/tlbi_ipa_nsh __kvm_tlb_flush_vmid_ipa_nsh mmu=%x0 ipa=%x1 level=%x2:s32' >>$kprobes
echo 'p:tablewalk/tlbi_vmid __kvm_tlb_flush_vmid mmu=%x0' >>$kprobes
trace-cmd start -B tablewalk -b 16384 -C mono -e tablewalk -e kvm -e mmap_lock -e lock:contention_begin -e lock:contention_end
read -r _ # Enter ends the recording
trace-cmd stop -B tablewalk
trace-cmd show -B tablewalk >'trace.txt'
trace-cmd reset -B tablewalk -d
sed -n 's,^[pr][0-9]*:\(tablewalk/[^ ]*\) .*,-:\1,p' $kprobes |
  while read -r line; do echo "$line" >>$kprobes; done
